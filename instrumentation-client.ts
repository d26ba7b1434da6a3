import { config } from "zod";

// Runs before anything else of ours in a browser. Our content policy forbids making code out of texts; zod would try, to be faster, and
// every page would report itself.
config({ jitless: true });

import type { NextConfig } from "next";

export default {
  poweredByHeader: false,
  reactStrictMode: true,
  devIndicators: false,
  // Pictures go out as they are: nothing here fetches an address and works on what it gets.
  images: { unoptimized: true },
  // One copy of each in the process, shared with server/main.ts; Yjs breaks when it is loaded twice.
  serverExternalPackages: [
    "yjs",
    "y-protocols",
    "lib0",
    "pg",
    "@prisma/client",
    "@prisma/adapter-pg",
    "linkedom",
    "nodemailer",
  ],
  // `npm test` checks types with the compiler itself.
  typescript: { ignoreBuildErrors: true },
  turbopack: { root: import.meta.dirname },
  allowedDevOrigins: ["127.0.0.1"],
} satisfies NextConfig;

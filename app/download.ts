/**
 * A file that is sent as it is made, and opened by nobody's browser as a page of ours.
 *
 * @param gone of the request: aborted when its reader goes away
 */
export function download(
  name: string,
  type: string,
  text: AsyncIterable<string> | Iterable<string>,
  gone: AbortSignal,
): Response {
  return new Response(streamed(pieces(text), gone), {
    headers: {
      "content-type": type,
      "content-disposition": `attachment; filename="${name}"`,
      "content-security-policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
      "x-content-type-options": "nosniff",
      "cache-control": "private, no-store",
    },
  });
}

async function* pieces(text: AsyncIterable<string> | Iterable<string>): AsyncGenerator<string> {
  yield* text;
}

/**
 * Asks for the next piece when the reader has room for it, for the first one too, and lets go of the rest when the reader goes
 * away: what is half read may hold a connection to the database.
 */
function streamed(text: AsyncGenerator<string>, gone: AbortSignal): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const letGo = () => text.return(undefined);
  // A reader who leaves before the answer has begun takes no stream that could be cancelled.
  if (gone.aborted) void letGo();
  gone.addEventListener("abort", () => void letGo(), { once: true });
  return new ReadableStream(
    {
      async pull(controller) {
        const { done, value } = await text.next();
        if (done) controller.close();
        else controller.enqueue(encoder.encode(value));
      },
      async cancel() {
        await letGo();
      },
    },
    { highWaterMark: 0 },
  );
}

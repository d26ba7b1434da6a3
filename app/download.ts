/** A file that is sent as it is made, and opened by nobody's browser as a page of ours. */
export function download(name: string, type: string, text: AsyncIterable<string> | Iterable<string>): Response {
  return new Response(streamed(pieces(text)), {
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

/** Asks for the next piece when the reader has room for it, and lets go of the rest when the reader goes away. */
function streamed(text: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await text.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await text.return(undefined);
    },
  });
}

/** Lets a process under test be asked by whoever started it, and end with them. @param stop ends it in good order */
export function answerQuestions(stop: () => void): void {
  process.on("message", (question) => {
    if (question === "cpu") {
      const { user, system } = process.cpuUsage();
      process.send?.((user + system) / 1000);
    }
    if (question === "memory") {
      globalThis.gc?.();
      process.send?.(process.memoryUsage().rss);
    }
    if (question === "stop") stop();
  });
  process.on("disconnect", () => process.exit(1));
}

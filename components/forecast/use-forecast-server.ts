import { useRouter } from "next/navigation";
import { problemOf, trpc } from "#components/trpc-client";

type Stated = Omit<Parameters<typeof trpc.forecast.submit.mutate>[0], "questionId">;

/** The three acts on the server; after each the page shows what it changed. A refusal is thrown in words. */
export function useForecastServer(questionId: string) {
  const router = useRouter();

  async function act(work: Promise<unknown>) {
    try {
      await work;
    } catch (error) {
      throw new Error(problemOf(error).message);
    }
    router.refresh();
  }

  return {
    submit: (stated: Stated) => act(trpc.forecast.submit.mutate({ questionId, ...stated })),
    onReaffirm: () => act(trpc.forecast.reaffirm.mutate({ questionId })),
    onWithdraw: () => act(trpc.forecast.withdraw.mutate({ questionId })),
  };
}

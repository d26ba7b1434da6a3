"use client";

import { useRouter } from "next/navigation";
import type { ComponentProps } from "react";
import { problemOf, trpc } from "#components/trpc-client";
import { BinaryInput } from "./binary-input";

type Props = Omit<ComponentProps<typeof BinaryInput>, "onSave" | "onReaffirm" | "onWithdraw">;

/** The input with its three acts on the server; after each the page shows what it changed. */
export function ForecastInstrument(props: Props) {
  const router = useRouter();
  const { questionId } = props;

  async function act(work: Promise<unknown>) {
    try {
      await work;
    } catch (error) {
      throw new Error(problemOf(error).message);
    }
    router.refresh();
  }

  return (
    <BinaryInput
      {...props}
      onSave={(probability, reason) => act(trpc.forecast.submit.mutate({ questionId, probability, reason }))}
      onReaffirm={() => act(trpc.forecast.reaffirm.mutate({ questionId }))}
      onWithdraw={() => act(trpc.forecast.withdraw.mutate({ questionId }))}
    />
  );
}

"use client";

import type { ComponentProps } from "react";
import { BinaryInput } from "./binary-input";
import { ChoiceInput } from "./choice-input";
import { QuantileInput } from "./quantile-input";
import { useForecastServer } from "./use-forecast-server";

type Acts = "onSave" | "onReaffirm" | "onWithdraw";

/** The input of a binary question with its three acts on the server. */
export function ForecastInstrument(props: Omit<ComponentProps<typeof BinaryInput>, Acts>) {
  const { submit, ...acts } = useForecastServer(props.questionId);
  return <BinaryInput {...props} {...acts} onSave={(probability, reason) => submit({ probability, reason })} />;
}

/** The same for multiple choice. */
export function ChoiceInstrument(props: Omit<ComponentProps<typeof ChoiceInput>, Acts>) {
  const { submit, ...acts } = useForecastServer(props.questionId);
  return <ChoiceInput {...props} {...acts} onSave={(probabilities, reason) => submit({ probabilities, reason })} />;
}

/** The same for numbers and dates. */
export function QuantileInstrument(props: Omit<ComponentProps<typeof QuantileInput>, Acts>) {
  const { submit, ...acts } = useForecastServer(props.questionId);
  return (
    <QuantileInput {...props} {...acts} onSave={(quantiles, reason) => submit({ quantiles: [...quantiles], reason })} />
  );
}

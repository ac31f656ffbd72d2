/** A failure as a value: what happened, to what, and what to do. `ThresholdError` carries one through `throw`. */
export interface FailureValue {
  code: string;
  sentence: string;
  nextStep: string;
  detail?: string;
}

export class ThresholdError extends Error {
  readonly failure: FailureValue;

  constructor(failure: FailureValue, options?: ErrorOptions) {
    super(`${failure.sentence} ${failure.nextStep}`.trim(), options);
    this.name = 'ThresholdError';
    this.failure = failure;
  }
}

/** Any thrown value as a failure; unknown errors keep their message as detail. */
export function failureOf(error: unknown, sentence = 'Something went wrong inside Threshold.'): FailureValue {
  if (error instanceof ThresholdError) return error.failure;
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return {
    code: 'internal',
    sentence,
    nextStep: 'Try again; if it happens again, report it with the detail.',
    detail,
  };
}

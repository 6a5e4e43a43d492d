/** A language model, as core asks it: no vendor, no transport. Implemented in infra/model. */
export interface Model {
  name: string;
  /**
   * One completion that should follow `schema` (a JSON schema, strict form).
   * Never throws for what a server may do: every failure is a value.
   */
  ask: (request: ModelRequest) => Promise<ModelReply>;
}

export interface ModelRequest {
  /** The system turn first. */
  turns: { role: 'system' | 'user' | 'assistant'; text: string }[];
  schema: Record<string, unknown>;
  schemaName: string;
  /** All of it, retries and repair included, ends by then (milliseconds since the epoch). */
  deadline: number;
}

export type ModelReply =
  | { kind: 'text'; text: string; tokensIn: number; tokensOut: number }
  | { kind: 'refused' }
  | { kind: 'cut-off' }
  | {
      kind: 'failed';
      why: 'timeout' | 'rate-limited' | 'server' | 'unreachable' | 'rejected';
      /** In seconds, where the server said so. */
      retryAfter?: number;
    };

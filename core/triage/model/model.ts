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
  turns: Turn[];
  schema: Record<string, unknown>;
  schemaName: string;
  /** Beyond so many tokens the answer is cut off. */
  mostTokensOut: number;
  /** It is about the pictures and nothing else: a model that can't see is not asked. */
  needsSight?: boolean;
  /** All of it, retries and repair included, ends by then (milliseconds since the epoch). */
  deadline: number;
}

export interface Turn {
  role: 'system' | 'user' | 'assistant';
  text: string;
  /** For a model that can see: what it is shown, and what it is told in place of `text`. */
  sight?: { jpegs: Uint8Array[]; text: string };
}

/** What a request took. A count that is left out is not known: it may have been anything. */
export interface Usage {
  tokensIn?: number;
  tokensOut?: number;
}

export type ModelReply = Usage &
  (
    | { kind: 'text'; text: string }
    | { kind: 'refused' }
    | { kind: 'cut-off' }
    | {
        kind: 'failed';
        /** `breaker`, `busy`, `blind`: it was not asked, as it fails too often, as too many ask it, or as it can't see. */
        why:
          | 'blind'
          | 'timeout'
          | 'rate-limited'
          | 'server'
          | 'unreachable'
          | 'rejected'
          | 'breaker'
          | 'busy';
        /** In seconds, where the server said so. */
        retryAfter?: number;
      }
  );

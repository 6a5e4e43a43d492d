import type { ModelReply, Usage } from '../model/model.ts';

/** Writes down what people say in voice messages. Implemented in infra/model. */
export interface Ears {
  /** Of the model that listens. */
  name: string;
  /** Never throws for what a file or a server may do: every failure is a value. `deadline`: in milliseconds since the epoch. */
  hear: (voice: Voice, deadline: number) => Promise<Heard>;
}

export interface Voice {
  fileId: string;
  mime: string | null;
}

export type Heard = Usage &
  (
    | { kind: 'heard'; text: string }
    /** The sound could not be fetched, so nobody was asked. */
    | { kind: 'no-sound' }
    | Extract<ModelReply, { kind: 'failed' }>
  );

import { expect } from 'vitest';
import type { Model, ModelReply, ModelRequest } from '../../core/triage/model/model.ts';
import { obedientAnswer } from './obedient-answer.ts';

/** A model whose every call waits until the test answers it: obediently, or with another reply. */
export function patientModel() {
  const requests: ModelRequest[] = [];
  const pending: ((reply?: ModelReply) => void)[] = [];
  const model: Model = {
    name: 'test-model',
    ask: (request) => {
      requests.push(request);
      const messages = request.turns.map(({ role, text }) => ({ role, content: text }));
      const answer = JSON.stringify(
        obedientAnswer(messages, { categories: ['public-facilities', 'utilities'] }),
      );
      return new Promise((resolve) => {
        pending.push((reply = { kind: 'text', text: answer, tokensIn: 500, tokensOut: 50 }) =>
          resolve(reply),
        );
      });
    },
  };
  return {
    model,
    requests,
    asked: (times: number) => expect.poll(() => requests.length).toBe(times),
    answer: (reply?: ModelReply) => pending.shift()!(reply),
  };
}

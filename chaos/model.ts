import { startModelServer } from '../test/support/model-server.ts';

type Mood = 'well' | 'lying' | 'hanging' | 'down';

export interface ModelMood {
  url: string;
  /** What it is for so many milliseconds; then it is well again. */
  be: (mood: Mood, milliseconds: number) => void;
  calm: () => void;
  close: () => Promise<void>;
}

/** A model that may invent categories and evidence, hang, or be down. */
export async function startModel(): Promise<ModelMood> {
  let mood: Mood = 'well';
  let until = 0;
  const server = await startModelServer({
    always: () => {
      if (Date.now() > until) return undefined;
      if (mood === 'lying')
        return {
          content: {
            language: 'zh',
            kind: 'complaint',
            problems: [
              { category: 'made-up', evidence: ['nobody said this'], title: '已解决', urgency: 'normal' },
            ],
          },
        };
      return mood === 'hanging' ? { hang: true } : { status: 503 };
    },
  });
  return {
    url: server.url,
    be: (next, milliseconds) => {
      mood = next;
      until = Date.now() + milliseconds;
    },
    calm: () => {
      until = 0;
    },
    close: server.close,
  };
}

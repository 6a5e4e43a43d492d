import { createHash } from 'node:crypto';
import { type Catalog, catalogSchema } from '../../catalog/catalog.ts';
import type { Language } from '../../deps.ts';
import type { Reading } from '../proposal.ts';
import { mendTurns, tooLong } from './judge-reply.ts';
import { precedentsShown } from './precedents.ts';
import { answerSchema, schemaName, systemPrompt, userPrompt, wordsShown } from './prompt.ts';

/** The day on which the prompt was last thought over, for people to find it by. The fingerprint is what tells two prompts apart. */
const day = '2026-11-25';

/**
 * Changes with everything that shapes a model's answer, so that suggestions can be compared by the prompt that made them: the instructions,
 * the forms in which catalogue, precedents and message are shown, the schema, and what a repair turn says. What stands in the town's
 * catalogue is no part of it: that has a version of its own.
 */
export const promptVersion = `${day}-${fingerprint()}`;

function fingerprint(): string {
  const catalog = sampleCatalog();
  const languages: Language[] = ['zh', 'en'];
  const precedent = {
    reference: 'reference',
    text: 'text',
    category: 'with-duty',
    duty: 'duty',
    ruling: false,
  };
  const parts = [
    languages.map((language) => systemPrompt(catalog, language)),
    sampleReadings().flatMap((reading) => [
      userPrompt(reading),
      userPrompt(
        reading,
        [
          { ...precedent, ruling: true },
          { ...precedent, duty: null },
        ],
        { shown: 1, unread: 1 },
      ),
      wordsShown(reading),
    ]),
    precedentsShown,
    schemaName,
    answerSchema(catalog),
    tooLong,
    mendTurns('answer', ['fault']),
  ];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 8);
}

/** One of everything that a catalogue may hold, and of keywords more than are ever shown. */
function sampleCatalog(): Catalog {
  const deadlines = { normal: 1, urgent: 1, emergency: 1 };
  const keywords = Array.from({ length: 50 }, (_, at) => `word ${at}`);
  const duties = [{ code: 'duty', text: 'text', source: 'source', keywords }];
  const named = { name: 'name', description: 'description', keywords, examples: keywords };
  return catalogSchema.parse({
    district: { name: 'district', deadlines },
    departments: [{ code: 'department', name: 'department' }],
    categories: [
      { code: 'with-duty', department: 'department', ...named, needs: ['place', 'since'], duties },
      { code: 'bare', department: 'department', ...named, needs: [] },
    ],
    elsewhere: [{ code: 'elsewhere', name: 'name', reach: 'reach', keywords }],
  });
}

/** One that is longer than is ever shown, with a voice that was written down, and one with nothing beside its words. */
function sampleReadings(): Reading[] {
  const bare = { text: 'text', photos: 0, voices: 0, hasPlace: false, language: 'en' };
  const full = { text: 'text'.repeat(10_000), photos: 2, voices: 2, hasPlace: true };
  return [bare, { ...bare, ...full, heard: { voices: 1, marked: 'marked' } }];
}

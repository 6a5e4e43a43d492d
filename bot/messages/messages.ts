import type { Language } from '../../core/deps.ts';
import { administration as administrationEn } from './en/administration.ts';
import { gridTexts as gridTextsEn } from './en/grid.ts';
import { ledgerTexts as ledgerTextsEn } from './en/ledger.ts';
import { neighbourTexts as neighbourTextsEn } from './en/neighbours.ts';
import { proxyTexts as proxyTextsEn } from './en/proxy.ts';
import { ratesTexts as ratesTextsEn } from './en/rates.ts';
import { chat as chatEn } from './en/resident.ts';
import { residentCards as residentCardsEn } from './en/resident-cards.ts';
import { staffTexts as staffTextsEn } from './en/staff.ts';
import { staffCards as staffCardsEn } from './en/staff-cards.ts';
import { storyTexts as storyTextsEn } from './en/story.ts';
import { terms as termsEn } from './en/terms.ts';
import { administration } from './zh/administration.ts';
import { gridTexts } from './zh/grid.ts';
import { ledgerTexts } from './zh/ledger.ts';
import { neighbourTexts } from './zh/neighbours.ts';
import { proxyTexts } from './zh/proxy.ts';
import { ratesTexts } from './zh/rates.ts';
import { chat } from './zh/resident.ts';
import { residentCards } from './zh/resident-cards.ts';
import { staffTexts } from './zh/staff.ts';
import { staffCards } from './zh/staff-cards.ts';
import { storyTexts } from './zh/story.ts';
import { terms } from './zh/terms.ts';

const zh = {
  ...terms,
  ...chat,
  ...residentCards,
  ...staffTexts,
  ...administration,
  ...staffCards,
  ...ratesTexts,
  ...storyTexts,
  ...neighbourTexts,
  ...gridTexts,
  ...ledgerTexts,
  ...proxyTexts,
};

/** All texts of the product for people, in one language. The other languages must have what Chinese has. */
export type Messages = typeof zh;

/** Texts are HTML, and so are the values that they are given; toasts (`taps`), placeholders and buttons are plain. */
export const messages: Record<Language, Messages> = {
  zh,
  en: {
    ...termsEn,
    ...chatEn,
    ...residentCardsEn,
    ...staffTextsEn,
    ...administrationEn,
    ...staffCardsEn,
    ...ratesTextsEn,
    ...storyTextsEn,
    ...neighbourTextsEn,
    ...gridTextsEn,
    ...ledgerTextsEn,
    ...proxyTextsEn,
  },
};

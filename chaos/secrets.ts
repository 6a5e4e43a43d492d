/** What nobody but the town's people may read: each resident tells a name, a phone number and something of their home. */
export const canaryOf = {
  name: 'Quillfeather',
  /** The first digits; a resident's own follow. */
  phone: '1395550',
  sentence: { zh: '我家的猫叫桂花糕', en: 'my cat is called Marzipan' },
};

export const token = '123456789:AAFakeTokenFakeTokenFakeTokenFake12';

/** How the n-th resident says who they are. */
export function introduction(language: 'zh' | 'en', n: number): string {
  const phone = `${canaryOf.phone}${String(n).padStart(4, '0')}`;
  return language === 'zh'
    ? `。我叫${canaryOf.name}，电话${phone}，${canaryOf.sentence.zh}`
    : `. I am ${canaryOf.name}, phone ${phone}, and ${canaryOf.sentence.en}`;
}

/** The last sign of a Chinese identity number, by GB 11643 (ISO 7064, MOD 11-2). */
export function passesIdCheck(id: string): boolean {
  const sum = [...id].reduce((total, sign, at) => {
    const value = sign === 'X' ? 10 : Number(sign);
    return total + value * (2 ** (17 - at) % 11);
  }, 0);
  return sum % 11 === 1;
}

/** The last digit of a bank card, by Luhn. */
export function passesLuhn(card: string): boolean {
  const sum = [...card].reduceRight((total, sign, at) => {
    const doubled = Number(sign) * ((card.length - at) % 2 === 0 ? 2 : 1);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
}

/** Whether eight digits are a day on which somebody now alive may have been born. */
export function isDate(digits: string): boolean {
  const [, year, month, day] = /^(19\d\d|20\d\d)(\d\d)(\d\d)$/.exec(digits)?.map(Number) ?? [];
  if (!year || !month || !day || month > 12) return false;
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

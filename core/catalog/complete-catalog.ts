/** Until a town says otherwise; the same times as the default district's. */
const deadlines = { normal: '5 working days', urgent: '2 working days', emergency: '24 h' };
const everybody = { code: 'town', name: { zh: '本地', en: 'The town' } };

/**
 * Adds to a catalogue, as its files give it, what a minimal one leaves out: a description is the name where there is none, and one that
 * knows neither district nor departments has one department for all. What is left out otherwise is a mistake, and stays one.
 */
export function completeCatalog(raw: Record<string, unknown>): Record<string, unknown> {
  const bare = raw.district === undefined && raw.departments === undefined && Array.isArray(raw.categories);
  const department = bare ? everybody.code : undefined;
  const town = bare && { district: { name: everybody.name, deadlines }, departments: [everybody] };
  if (!Array.isArray(raw.categories)) return raw;
  return { ...raw, ...town, categories: raw.categories.map((one) => completeCategory(one, department)) };
}

function completeCategory(category: unknown, department: string | undefined): unknown {
  if (typeof category !== 'object' || category === null || !('name' in category)) return category;
  return { ...(department && { department }), description: category.name, ...category };
}

import { type Catalog, findCategory } from '../catalog/catalog.ts';

/** How far apart, in metres, one problem of this category may be told to be. */
export function radiusOf(catalog: Pick<Catalog, 'categories' | 'district'>, category: string | null): number {
  return findCategory(catalog, category)?.radius ?? catalog.district.radius;
}

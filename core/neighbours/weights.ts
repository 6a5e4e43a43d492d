/** Fitted by `npm run evaluate:neighbours -- --fit`: see docs/neighbours.md. */
export const placeWeights = {
  bias: -2.61,
  near: 4.56,
  far: -3.83,
  sharedName: 2.1,
  otherNames: -0.59,
  sharedInitials: 3.12,
  otherInitials: -4.5,
  sharedNumbers: 3.37,
  otherNumbers: -6.72,
  sharedLandmark: 0.92,
  placeWords: 0.9,
};

export const problemWeights = {
  bias: -0.46,
  words: 2.21,
  otherScript: 0.78,
  sameCategory: 1.33,
  crossCategory: 2.28,
  otherCategory: -1.75,
  sharedThing: 3.73,
  otherThings: -3.79,
  topics: 1.96,
  months: -10.44,
};

/** Fitted by `npm run evaluate:neighbours -- --fit`: see docs/neighbours.md. */
export const placeWeights = {
  bias: -2.19,
  near: 4.32,
  far: -3.73,
  sharedName: 2.19,
  otherNames: -0.59,
  sharedInitials: 3.08,
  otherInitials: -4.54,
  sharedNumbers: 3.01,
  otherNumbers: -7.12,
  oneNumber: -0.73,
  sharedLandmark: 0.92,
  placeWords: 0.7,
};

export const problemWeights = {
  bias: -0.48,
  words: 2.23,
  otherScript: 0.79,
  sameCategory: 1.34,
  crossCategory: 2.32,
  otherCategory: -1.78,
  sharedThing: 3.81,
  otherThings: -3.78,
  topics: 1.93,
  months: -10.48,
};

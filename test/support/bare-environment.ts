const { PATH, NODE_COMPILE_CACHE } = process.env;

/** What a program that a test starts has of the test's own environment: where programs lie, and what others of it have compiled. */
export const bareEnvironment = { PATH, NODE_COMPILE_CACHE };

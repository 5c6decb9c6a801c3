export { AUTOPOLICY_CODES, type AutopolicyCode } from './autopolicy-codes.ts';
export { explainText } from './explain-text.ts';
export { generatePolicy, type GeneratedPolicy, type GenerateOptions } from './generate-policy.ts';

export { AUTOPOLICY_CODES, type AutopolicyCode } from './autopolicy-codes.ts';
export { explainText } from './explain-text.ts';
export { generatePolicy, type GeneratedPolicy, type GenerateOptions } from './generate-policy.ts';
export { originOf } from './policy-text.ts';
export {
  chatGenerator,
  readAnswer,
  type ChatEndpoint,
  type PolicyGenerator,
  type PostJson,
} from './policy-generator.ts';

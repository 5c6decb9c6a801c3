export { chooseTemplate, type Choice } from './choose-template.ts';
export { composeAegisYaml, composeSuite, reasons } from './compose.ts';
export { readProjectFacts, type Fact, type ProjectFacts } from './project-facts.ts';
export { findTemplate, type Template } from './template.ts';

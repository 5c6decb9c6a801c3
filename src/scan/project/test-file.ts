import { nameOf } from './relative-path.ts';

const TEST_FOLDERS = new Set(['test', 'tests', '__tests__', '__mocks__', 'e2e', 'spec', 'specs']);
const TEST_NAME =
  /^test_.*\.pyi?$|_test\.pyi?$|^conftest\.py$|[.-](?:test|spec|e2e)\.[cm]?[jt]sx?$|[.-](?:test|spec)-d\.ts$/;

/** True for files that test the program and are not part of it, judged by their path in the project. */
export function isTestFile(path: string): boolean {
  return (
    TEST_NAME.test(nameOf(path)) ||
    path
      .split('/')
      .slice(0, -1)
      .some((folder) => TEST_FOLDERS.has(folder))
  );
}

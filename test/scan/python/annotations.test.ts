import { describe, expect, it } from 'vitest';
import { lower } from './python.ts';
import { printCalls, printType } from './print-ir.ts';

function type(annotation: string): string {
  const found = lower(`x: ${annotation}\n`).bindings[0]?.type;
  return found === undefined ? 'none' : printType(found);
}

describe('annotations', () => {
  it.each([
    ['OpenAI', 'OpenAI'],
    ['openai.OpenAI', 'openai.OpenAI'],
    ['Optional[OpenAI]', 'OpenAI'],
    ['typing.Union[OpenAI, "Anthropic", None]', 'OpenAI | Anthropic'],
    ['OpenAI | AsyncOpenAI | None', 'OpenAI | AsyncOpenAI'],
    ['"OpenAI"', 'OpenAI'],
    ['"openai.OpenAI | None"', 'openai.OpenAI'],
    ['"Optional[OpenAI]"', 'OpenAI'],
    ['list[OpenAI]', 'items of (OpenAI)'],
    ['Dict[str, list["OpenAI"]]', 'items of (items of (OpenAI))'],
    ['tuple[OpenAI, Anthropic]', 'items of (OpenAI | Anthropic)'],
    ['Annotated[OpenAI, "the client"]', 'OpenAI'],
    ['type[OpenAI]', 'is OpenAI'],
    ['Awaitable[OpenAI]', 'OpenAI'],
    ['Coroutine[None, None, OpenAI]', 'OpenAI'],
    ['AsyncGenerator[OpenAI, None]', 'items of (OpenAI)'],
    ['AbstractContextManager[OpenAI]', 'items of (OpenAI)'],
    ['Agent[Deps, Out]', 'Agent'],
    ['ClassVar[Final[OpenAI]]', 'OpenAI'],
    ['Literal["OpenAI"]', ''],
    ['Callable[[], OpenAI]', ''],
    ['None', ''],
    ['"not a type at all"', ''],
    ['""', ''],
  ])('%s', (annotation, expected) => {
    expect(type(annotation)).toBe(expected);
  });

  it('run their calls once, but not those inside strings', () => {
    expect(
      printCalls(
        lower('def ask(c: Annotated[OpenAI, Depends(get)], d: "Annotated[A, Depends(get)]"): pass\n'),
      ),
    ).toEqual(['Depends(get)']);
  });

  it('inside strings have the offsets of the file', () => {
    const text = 'client: " openai.OpenAI" = 1\n';
    const [found] = lower(text).bindings[0]?.type?.instanceOf ?? [];
    expect(text.slice(found?.start, found?.end)).toBe('openai.OpenAI');
  });
});

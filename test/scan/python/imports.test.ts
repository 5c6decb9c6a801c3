import { describe, expect, it } from 'vitest';
import { lower } from './python.ts';
import { printBindings, printExpr } from './print-ir.ts';

describe('imports', () => {
  it('bind modules and names, with and without alias', () => {
    const module = lower(
      ['import openai, anthropic as claude', 'from openai import OpenAI as Client, AsyncOpenAI', ''].join(
        '\n',
      ),
    );
    expect(printBindings(module)).toEqual([
      '0 openai = import(openai)',
      '0 claude = import(anthropic)',
      '0 Client = import(openai).OpenAI',
      '0 AsyncOpenAI = import(openai).AsyncOpenAI',
    ]);
  });

  it('of a dotted module bind its first part and say which module is loaded', () => {
    const module = lower('import google.cloud.aiplatform\nimport google.genai as genai\n');
    expect(printBindings(module)).toEqual(['0 google = import(google)', '0 genai = import(google.genai)']);
    expect(module.loadedModules?.map(printExpr)).toEqual(['import(google.cloud.aiplatform)']);
  });

  it('keep the dots of relative modules', () => {
    const module = lower(
      'from . import clients\nfrom ..shared.llm import client as llm\nfrom .. import (a,\n  b)\n',
    );
    expect(printBindings(module)).toEqual([
      '0 clients = import(.).clients',
      '0 llm = import(..shared.llm).client',
      '0 a = import(..).a',
      '0 b = import(..).b',
    ]);
  });

  it('with a star are kept apart and exported as everything', () => {
    const module = lower('from .clients import *\nname = 1\n');
    expect(module.starImports?.map(printExpr)).toEqual(['import(.clients)']);
    expect(module.exports.map(({ name, value }) => `${name} = ${printExpr(value)}`)).toEqual([
      'name = name',
      '* = import(.clients)',
    ]);
  });

  it('inside functions bind in the function, inside try and if in a branch', () => {
    const module = lower(
      [
        'try:',
        '    import openai',
        'except ImportError:',
        '    openai = None',
        'def answer():',
        '    from anthropic import Anthropic',
        '    return Anthropic()',
      ].join('\n'),
    );
    expect(printBindings(module)).toEqual([
      '0 openai = import(openai) if',
      '0 openai = null if',
      '0 answer = function#0',
      '1 Anthropic = import(anthropic).Anthropic',
    ]);
  });

  it('under TYPE_CHECKING name types only', () => {
    const module = lower(
      ['if typing.TYPE_CHECKING:', '    from openai import OpenAI', 'else:', '    OpenAI = object', ''].join(
        '\n',
      ),
    );
    expect(printBindings(module)).toEqual([
      '0 OpenAI = import(openai).OpenAI if (type only)',
      '0 OpenAI = object if',
    ]);
    expect(module.exports).toHaveLength(1);
    expect(module.exports[0]).not.toHaveProperty('typeOnly');
  });

  it('by name stay calls', () => {
    const module = lower('sdk = importlib.import_module("openai")\nother = __import__("anthropic")\n');
    expect(printBindings(module)).toEqual([
      "0 sdk = importlib.import_module('openai')",
      "0 other = __import__('anthropic')",
    ]);
  });

  it('of the future bind nothing', () => {
    expect(lower('from __future__ import annotations\n').bindings).toEqual([]);
  });
});

describe('exports', () => {
  it('are the names the module scope holds, also those that functions set with global', () => {
    const module = lower(
      'def setup():\n    global client\n    client = make()\n    local = 1\nclass Writer: pass\n',
    );
    expect(module.exports.map(({ name }) => name)).toEqual(['setup', 'client', 'Writer']);
  });
});

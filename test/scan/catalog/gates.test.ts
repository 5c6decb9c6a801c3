import { beforeAll, describe, expect, it } from 'vitest';
import type { FrontEnd, Language } from '../../../src/scan/ir.ts';
import { findSinks } from '../../../src/scan/resolve/index.ts';
import { frontEnds, shippedCatalog } from '../resolve/project-in-folder.ts';

const catalog = shippedCatalog();
let ends: readonly FrontEnd[] = [];
beforeAll(async () => {
  ends = await frontEnds();
});

/** What decides before the calls of a file: the gate's name, or that nothing does. */
function deciders(language: Language, text: string): readonly string[] {
  const ir = ends.find((end) => end.language === language)?.lower('assistant', text);
  if (ir === undefined || 'unreadable' in ir || ir.partial) throw new Error(`cannot read\n${text}`);
  return findSinks({ modules: [ir], locate: () => undefined }, catalog).map(({ governance }) =>
    governance.state === 'governed' || governance.state === 'governed-elsewhere'
      ? governance.by
      : governance.state,
  );
}

describe('a gate of a Python framework counts', () => {
  it.each([
    [
      '`needs_approval` of the OpenAI Agents SDK',
      `from agents import Agent, Runner, function_tool
@function_tool(needs_approval=True)
def refund(order: str) -> str: ...
clerk = Agent(name='clerk', tools=[refund])
Runner.run_sync(clerk, 'Refund order 7')`,
    ],
    [
      '`input_guardrails` of the OpenAI Agents SDK',
      `from agents import Agent, Runner
clerk = Agent(name='clerk', input_guardrails=[on_topic])
Runner.run_sync(starting_agent=clerk, input='Refund order 7')`,
    ],
    [
      '`requires_approval` of Pydantic AI',
      `from pydantic_ai import Agent
clerk = Agent('openai:gpt-5')
@clerk.tool_plain(requires_approval=True)
def refund(order: str) -> str: ...
clerk.run_sync('Refund order 7')`,
    ],
    [
      '`requires_approval` of Pydantic AI',
      `from pydantic_ai import Agent, Tool
clerk = Agent('openai:gpt-5', tools=[Tool(refund, requires_approval=True)])
clerk.run_sync('Refund order 7')`,
    ],
    [
      '`HumanInTheLoopMiddleware` of LangChain',
      `from langchain.agents import create_agent
from langchain.agents.middleware import HumanInTheLoopMiddleware
clerk = create_agent('openai:gpt-5', tools=[refund], middleware=[HumanInTheLoopMiddleware(interrupt_on={'refund': True})])
clerk.invoke({'messages': []})`,
    ],
    [
      '`interrupt_before` of LangGraph',
      `from langgraph.graph import StateGraph
graph = StateGraph(dict).compile(interrupt_before=['tools'])
graph.invoke({})`,
    ],
    [
      '`can_use_tool` of the Claude Agent SDK',
      `from claude_agent_sdk import ClaudeAgentOptions, query
async for message in query(prompt='Refund order 7', options=ClaudeAgentOptions(can_use_tool=ask)): ...`,
    ],
    [
      '`PreToolUse` hooks of the Claude Agent SDK',
      `from claude_agent_sdk import ClaudeAgentOptions, ClaudeSDKClient, HookMatcher
options = ClaudeAgentOptions(hooks={'PreToolUse': [HookMatcher(hooks=[check])]})
async with ClaudeSDKClient(options) as client:
    await client.query('Refund order 7')`,
    ],
    [
      'Bedrock guardrails (`guardrailConfig`)',
      `import boto3
boto3.client('bedrock-runtime').converse(modelId='small', messages=[], guardrailConfig={'guardrailIdentifier': 'g1'})`,
    ],
    [
      '`require_confirmation` of the Agent Development Kit',
      `from google.adk.agents import LlmAgent
from google.adk.runners import InMemoryRunner
from google.adk.tools import FunctionTool
clerk = LlmAgent(name='clerk', tools=[FunctionTool(refund, require_confirmation=True)])
runner = InMemoryRunner(agent=clerk)
runner.run(user_id='ada', session_id='1')`,
    ],
    [
      '`requires_confirmation` of Agno',
      `from agno.agent import Agent
from agno.tools import tool
@tool(requires_confirmation=True)
def refund(order: str) -> str: ...
Agent(tools=[refund]).run('Refund order 7')`,
    ],
    [
      '`approval_func` of AutoGen',
      `from autogen_agentchat.agents import CodeExecutorAgent
from autogen_agentchat.teams import RoundRobinGroupChat
coder = CodeExecutorAgent('coder', executor, approval_func=ask)
team = RoundRobinGroupChat([coder])
team.run(task='Count the orders')`,
    ],
    [
      'NeMo Guardrails',
      `from nemoguardrails import LLMRails, RailsConfig
rails = LLMRails(RailsConfig.from_path('./rails'))
rails.generate(messages=[])`,
    ],
  ])('%s', (gate, text) => {
    expect(deciders('python', text)).toEqual([gate]);
  });

  it('only where it is switched on', () => {
    const text = `from agents import Agent, Runner, function_tool
@function_tool(needs_approval=False)
def refund(order: str) -> str: ...
Runner.run_sync(Agent(name='clerk', tools=[refund], input_guardrails=[]), 'Refund order 7')`;
    expect(deciders('python', text)).toEqual(['ungoverned']);
  });
});

describe('a gate of a TypeScript framework counts', () => {
  it.each([
    [
      '`toolApproval` of the AI SDK',
      `import { generateText } from 'ai';
await generateText({ model, prompt: 'Refund order 7', tools: { refund }, toolApproval: { refund: 'user-approval' } });`,
    ],
    [
      '`needsApproval` of the AI SDK',
      `import { streamText, tool } from 'ai';
const refund = tool({ inputSchema, needsApproval: true, execute });
streamText({ model, prompt: 'Refund order 7', tools: { refund } });`,
    ],
    [
      '`needsApproval` of the AI SDK',
      `import { ToolLoopAgent, tool } from 'ai';
const clerk = new ToolLoopAgent({ model, tools: { refund: tool({ inputSchema, needsApproval: async () => true, execute }) } });
await clerk.generate({ prompt: 'Refund order 7' });`,
    ],
    [
      '`needsApproval` of the OpenAI Agents SDK',
      `import { Agent, run, tool } from '@openai/agents';
const refund = tool({ name: 'refund', needsApproval: true, execute });
const clerk = new Agent({ name: 'clerk', tools: [refund] });
await run(clerk, 'Refund order 7');`,
    ],
    [
      '`inputGuardrails` of the OpenAI Agents SDK',
      `import { Agent, Runner } from '@openai/agents';
const clerk = new Agent({ name: 'clerk', inputGuardrails: [onTopic] });
await new Runner().run(clerk, 'Refund order 7');`,
    ],
    [
      '`humanInTheLoopMiddleware` of LangChain',
      `import { createAgent, humanInTheLoopMiddleware } from 'langchain';
const clerk = createAgent({ model: 'gpt-5', tools: [refund], middleware: [humanInTheLoopMiddleware({ interruptOn: { refund: true } })] });
await clerk.invoke({ messages: [] });`,
    ],
    [
      '`interruptBefore` of LangGraph',
      `import { createReactAgent } from '@langchain/langgraph/prebuilt';
const clerk = createReactAgent({ llm, tools: [refund], interruptBefore: ['tools'] });
await clerk.invoke({ messages: [] });`,
    ],
    [
      '`canUseTool` of the Claude Agent SDK',
      `import { query } from '@anthropic-ai/claude-agent-sdk';
for await (const message of query({ prompt: 'Refund order 7', options: { canUseTool: ask } })) show(message);`,
    ],
    [
      '`PreToolUse` hooks of the Claude Agent SDK',
      `import { query } from '@anthropic-ai/claude-agent-sdk';
const options = { hooks: { PreToolUse: [{ hooks: [check] }] } };
for await (const message of query({ prompt: 'Refund order 7', options })) show(message);`,
    ],
    [
      'Bedrock guardrails (`guardrailConfig`)',
      `import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';
const command = new ConverseCommand({ modelId: 'small', messages: [], guardrailConfig: { guardrailIdentifier: 'g1' } });
await new BedrockRuntimeClient({}).send(command);`,
    ],
    [
      '`requireToolApproval` of Mastra',
      `import { Agent } from '@mastra/core/agent';
const clerk = new Agent({ name: 'clerk', tools: { refund } });
await clerk.stream('Refund order 7', { requireToolApproval: true });`,
    ],
    [
      '`@openai/guardrails`',
      `import { GuardrailsOpenAI } from '@openai/guardrails';
const client = await GuardrailsOpenAI.create('./guardrails.json');
await client.responses.create({ model: 'small', input: 'Refund order 7' });`,
    ],
    [
      '`@openai/guardrails`',
      `import { run } from '@openai/agents';
import { GuardrailAgent } from '@openai/guardrails';
const clerk = await GuardrailAgent.create('./guardrails.json', 'clerk', 'Help.');
await run(clerk, 'Refund order 7');`,
    ],
  ])('%s', (gate, text) => {
    expect(deciders('typescript', text)).toEqual([gate]);
  });

  it('only where it is switched on', () => {
    const text = `import { generateText, tool } from 'ai';
await generateText({ model, tools: { refund: tool({ needsApproval: false, execute }) } });`;
    expect(deciders('typescript', text)).toEqual(['ungoverned']);
  });
});

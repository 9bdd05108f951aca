import { type ParseArgsConfig, parseArgs } from 'node:util'

/** What a command reads and writes besides the installation. */
export interface Io {
  env: NodeJS.ProcessEnv
  /** Results, on the standard output. */
  print(text: string): void
  /** Everything else, on the standard error. */
  tell(text: string): void
  /** How far a long work is; shown in passing. */
  progress(what: string): void
  /** Carried out when the operator breaks off, before the process ends. @returns a call that forgets it */
  onInterrupt(undo: () => unknown): () => void
  clock(): Date
}

/** Exit codes, the same for every command. */
export const exit = { done: 0, failed: 1, usage: 2, problems: 3, input: 4, unproven: 5 } as const
export type Exit = (typeof exit)[keyof typeof exit]

export const exitHelp = `退出码 exit codes:
  0  完成 done
  1  没有做成，原因见最后一行 failed
  2  命令写得不对 wrong usage
  3  做完了，发现了问题 found problems (verify, import --dry-run, backup, restore)
  4  输入有错误，什么也没有做 nothing done, the input has errors (import)
  5  对得上，但没有可信的公钥，签发人没有核对 consistent, signer not checked (verify-archive)`

/** The command line does not say what is to be done. */
export class UsageError extends Error {}

type Options = NonNullable<ParseArgsConfig['options']>
type Values<O extends Options> = ReturnType<typeof parseArgs<{ options: O }>>['values']

export interface Command {
  name: string
  /** One line for the list of commands. */
  summary: string
  /** How it is written, and what the options mean. */
  help: string
  run(args: string[], io: Io): Promise<Exit>
}

/** Declares a command; unknown options and missing words are refused before it runs. */
export function defineCommand<O extends Options>(command: {
  name: string
  summary: string
  help: string
  options: O
  run(given: { values: Values<O>; words: string[] }, io: Io): Promise<Exit>
}): Command {
  return {
    ...command,
    run(args, io) {
      let parsed: { values: Values<O>; positionals: string[] }
      try {
        parsed = parseArgs({ args, options: command.options, allowPositionals: true, strict: true })
      } catch (error) {
        throw new UsageError(`选项不对：${error instanceof Error ? error.message : error}`, { cause: error })
      }
      return command.run({ values: parsed.values, words: parsed.positionals }, io)
    },
  }
}

/** A word that must be there. @throws UsageError naming it */
export function required(value: string | undefined, name: string): string {
  if (value === undefined || value.trim() === '') throw new UsageError(`缺少 ${name}`)
  return value.trim()
}

/** A word out of a few. @throws UsageError naming them */
export function oneOf<T extends string>(value: string | undefined, name: string, choices: readonly T[]): T {
  const found = choices.find((choice) => choice === value)
  if (!found) throw new UsageError(`${name} 须是 ${choices.join('、')} 之一`)
  return found
}

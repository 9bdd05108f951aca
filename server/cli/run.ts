import { backup } from './backup.ts'
import { clearAuthenticator } from './clear-authenticator.ts'
import { columnsTaken } from './column-text.ts'
import { type Command, type Exit, exit, exitHelp, type Io, UsageError } from './command.ts'
import { createAdmin } from './create-admin.ts'
import { demo } from './demo.ts'
import { exportCommand } from './export.ts'
import { importCommand } from './import.ts'
import { restore } from './restore.ts'
import { sentenceOf } from './sentences.ts'
import { verify } from './verify.ts'
import { verifyArchive } from './verify-archive.ts'

/** In the order of the help. */
const commands: readonly Command[] = [
  createAdmin,
  clearAuthenticator,
  importCommand,
  exportCommand,
  backup,
  restore,
  verify,
  verifyArchive,
  demo,
]

const help = `同心 Tongxin：服务器上的命令 commands at the server

用法 usage: tongxin <命令> [选项]
  tongxin --help            本页
  tongxin <命令> --help     某个命令的写法

${commands.map(({ name, summary }) => `  ${name}${' '.repeat(24 - columnsTaken(name))}${summary}`).join('\n')}

环境变量与服务相同：DATA_DIR（缺省 ./data，相对于安装目录）、DATABASE_URL。
服务正在运行时，命令使用同一个数据库，做完不影响服务；没有运行时，命令自己启动数据库，做完停下。

${exitHelp}`

/** Carries out one command. Whatever happens is told in words. @returns the exit code */
export async function runCli(args: readonly string[], io: Io): Promise<Exit> {
  const [name, ...rest] = args
  if (name === undefined) {
    io.tell(help)
    return exit.usage
  }
  if (name === '--help' || name === '-h' || name === 'help') {
    io.print(commands.find((command) => command.name === rest[0])?.help ?? help)
    return exit.done
  }
  const command = commands.find((known) => known.name === name)
  try {
    if (!command) throw new UsageError(`没有「${name}」这个命令`)
    if (rest.includes('--help') || rest.includes('-h')) {
      io.print(`${command.help}\n\n${exitHelp}`)
      return exit.done
    }
    return await command.run(rest, io)
  } catch (error) {
    if (!(error instanceof UsageError)) {
      io.tell(sentenceOf(error))
      return exit.failed
    }
    io.tell(`${error.message}。写法见 tongxin ${command ? `${command.name} ` : ''}--help`)
    return exit.usage
  }
}

import { DomainError } from '#platform/errors.ts'
import { SpreadsheetError } from '#platform/spreadsheets/spreadsheet-error.ts'
import { StartError } from '#platform/start-error.ts'

/** What a refusal means to who stands at the command line. */
const words: Record<string, string> = {
  'account.taken': '用户名已被使用',
  'account.none': '没有这个用户名',
  'committee.none': '还没有委员会，请加 --province 或 --level 建立第一个',
  'committee.taken': '最上级的委员会已经有了',
  'hat.mixed-duties': '三员须分立：这个账号已有别的身份',
  'import.no-header': '文件里没有找到表头',
  'import.changed': '预览之后数据又变了，请再来一次',
  'import.has-errors': '文件里有错误',
  'proposal.no-term': '委员会还没有届次，请先在系统里开始一届',
  'demo.not-empty': '已经有数据了，演示省份只能装入空的安装',
}

/** One sentence for what the operator can mend; anything else with its stack, for it is a fault of ours. */
export function sentenceOf(error: unknown): string {
  if (error instanceof StartError) return error.message
  if (error instanceof DomainError || error instanceof SpreadsheetError) {
    const details = 'details' in error ? JSON.stringify(error.details) : ''
    return `${words[error.code] ?? error.message}（${error.code}${details === '{}' ? '' : ` ${details}`}）`
  }
  const { code, path } = error as NodeJS.ErrnoException
  if (code === 'ENOENT') return `没有这个文件：${path}`
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return `没有权限：${path}（${code}）`
  if (code === 'EISDIR') return `是文件夹，不是文件：${path ?? ''}`
  if (code === 'ENOSPC') return '磁盘已满'
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

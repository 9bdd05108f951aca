import type { Problem } from '#contract/common.ts'

export type Words = string | ((problem: Problem) => string)

/** What every feature can be answered with. Features add their own by `registerErrorWords`. */
const words = new Map<string, Words>(
  Object.entries({
    'network.unreachable': '连接不上服务器。请检查网络后再试，已填的内容还在。',
    'network.unreadable': '服务器暂时没有正常回答。请稍后再试，已填的内容还在。',
    'input.invalid': '有内容填写不符合要求，请看标出的地方。',
    'access.denied': '您现在的身份不能做这件事。',
    'not-found': '没有找到，可能已被移走，或者您无权查看。',
    'version.stale': '这份内容刚才已被别人改过。请核对后再保存，您填的内容还在。',
    'server.busy': '系统正忙，请稍等片刻再试。您填写的内容没有丢。',
    'file.too-many': '文件太多，请少选几个再试。',
    'idempotency.reused': '这次提交与刚才的不一致，请刷新后再试。',
    'login.required': '登录已过期。请先重新登录，再继续；填的内容还在。',
    'request.foreign': '这次操作不是从本页发出的，没有办理。请刷新页面再试。',
    'password.must-change': '请先把初始密码换成自己的，再继续。',
    'totp.must-enroll': '请先绑定验证器，再继续。',
    'request.invalid': '送出的内容不对。请刷新页面再试。',
    'file.too-large': '文件太大，没有收下。',
    'spreadsheet.not-a-spreadsheet': '这个文件不是能读的表格。请用 Excel 另存为 .xlsx 或 CSV 后再选。',
    'import.no-header': '没有找到表头。请保留表头那一行再选。',
    'import.has-errors': '表格里还有错误，一条也没有导入。请改好后重新预览。',
    'import.changed': '预览之后文件或现有资料有了变化。请重新预览再导入。',
  } satisfies Record<string, Words>),
)

/** Adds a feature's sentences for its error codes. */
export function registerErrorWords(dictionary: Record<string, Words>): void {
  for (const [code, sentence] of Object.entries(dictionary)) words.set(code, sentence)
}

/** The sentence for a code, if one is known. */
export function wordsFor(problem: Problem): string | undefined {
  const found = words.get(problem.code)
  return typeof found === 'function' ? found(problem) : found
}

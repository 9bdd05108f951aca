import type { WritingCheck } from '#contract/writing.ts'

/** What a check found, in the office's words. Pure. */
export function checkWords(check: WritingCheck): string {
  const { code, count, limit, places } = check
  if (code === 'analysisLength') return `情况分析 ${count} 字，一般不少于 ${limit} 字`
  if (code === 'wholeLength') return `全文 ${count} 字，一般不超过 ${limit} 字`
  if (code === 'oneMatter') return '案由里像有两件事。一事一案，可以分成两件写'
  if (code === 'sources') return count > 0 ? '情况分析里的数据没有写出处' : '情况分析里没有数据或事例'
  if (places.length === 0) return '还没有具体建议'
  return `第 ${places.join('、')} 条建议不到 ${limit} 字，可以写明由谁来做、做什么、做到什么程度`
}

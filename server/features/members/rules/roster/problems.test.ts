import { expect, it } from 'vitest'
import { collectProblems } from './problems.ts'

const place = (row: number, file = '名单.csv') => ({ file, row, column: '序号', value: String(row) })

it('tells what repeats down a column once, with the rows', () => {
  const problems = collectProblems()
  for (const row of [5, 9, 12]) problems.tally('gap', place(row), `序号不连续：${row} 之后是 ${row + 3}`)
  problems.tally('gap', place(4, '另一份.csv'), '序号不连续：1 之后是 3')
  expect(problems.list().map(({ file, row, message }) => [file, row, message])).toEqual([
    ['名单.csv', 5, '序号不连续：5 之后是 8（这一列共 3 处：第 5、9、12 行）'],
    ['另一份.csv', 4, '序号不连续：1 之后是 3'],
  ])
})

it('names the first rows of very many', () => {
  const problems = collectProblems()
  for (let row = 3; row < 3003; row++) problems.tally('gap', place(row), '序号不连续')
  const [only, ...more] = problems.list()
  expect(more).toEqual([])
  expect(only!.message).toMatch(/^序号不连续（这一列共 3000 处：第 3、4、.*、22 等 行）$/)
})

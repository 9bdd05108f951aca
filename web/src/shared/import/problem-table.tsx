import { useState } from 'react'
import type { ImportProblem } from '#contract/common.ts'
import { Section } from '../page.tsx'
import { DataTable } from '../table.tsx'

const shownAtOnce = 200

/** Problems by row and column, as a person counts them in the file; filtered by kind, file and column. */
export function ProblemTable({ problems, manyFiles }: { problems: readonly ImportProblem[]; manyFiles: boolean }) {
  const [severity, setSeverity] = useState('')
  const [file, setFile] = useState('')
  const [column, setColumn] = useState('')
  const found = problems.filter(
    (one) =>
      (!severity || one.severity === severity) && (!file || one.file === file) && (!column || one.column === column),
  )
  const optionsOf = (key: 'file' | 'column') => [...new Set(problems.map((one) => one[key]))].filter(Boolean)
  return (
    <Section title="需要看的地方">
      <div className="filters">
        <Choice
          label="轻重"
          value={severity}
          onChange={setSeverity}
          options={[
            ['error', '错误'],
            ['warning', '提醒'],
          ]}
        />
        {manyFiles && (
          <Choice
            label="文件"
            value={file}
            onChange={setFile}
            options={optionsOf('file').map((name) => [name, name])}
          />
        )}
        <Choice
          label="列"
          value={column}
          onChange={setColumn}
          options={optionsOf('column').map((name) => [name, name])}
        />
        <span className="faint">{found.length} 处</span>
        <button type="button" className="button" onClick={() => takeAlong(found)}>
          下载这张表
        </button>
      </div>
      <DataTable
        caption="需要看的地方"
        rows={found.slice(0, shownAtOnce)}
        rowKey={(one) => [one.file, one.row, one.column, one.message].join('|')}
        columns={[
          {
            key: 'where',
            title: '位置',
            render: (one) =>
              `${manyFiles ? `${one.file} ` : ''}第 ${one.row} 行${one.column ? `「${one.column}」` : ''}`,
          },
          { key: 'value', title: '原来填的', render: (one) => (one.value === '' ? '空' : one.value) },
          {
            key: 'severity',
            title: '轻重',
            render: (one) => (
              <span className={`tag ${one.severity === 'error' ? 'tag-due' : ''}`}>
                {one.severity === 'error' ? '错误' : '提醒'}
              </span>
            ),
          },
          { key: 'message', title: '怎么办', render: (one) => one.message },
        ]}
      />
      {found.length > shownAtOnce && <p className="faint">只列出前 {shownAtOnce} 处；改好这些再预览，会看到余下的。</p>}
    </Section>
  )
}

/** The problems as a table to hand back to whoever filled it in. */
function takeAlong(problems: readonly ImportProblem[]): void {
  // A cell that begins like a formula is one to a spreadsheet.
  const cell = (text: string | number) =>
    `"${String(text)
      .replace(/^(?=[=+\-@])/, "'")
      .replaceAll('"', '""')}"`
  const lines = [
    ['文件', '行', '列', '原来填的', '轻重', '怎么办'],
    ...problems.map((one) => [
      one.file,
      one.row,
      one.column,
      one.value,
      one.severity === 'error' ? '错误' : '提醒',
      one.message,
    ]),
  ].map((line) => line.map(cell).join(','))
  const address = URL.createObjectURL(new Blob([`\uFEFF${lines.join('\r\n')}`], { type: 'text/csv' }))
  const link = document.createElement('a')
  link.href = address
  link.download = '导入时要改的地方.csv'
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}

interface ChoiceProps {
  label: string
  value: string
  onChange: (value: string) => void
  options: readonly (readonly [value: string, words: string])[]
}

function Choice({ label, value, onChange, options }: ChoiceProps) {
  return (
    <label>
      {label}
      <select
        className={`select ${value ? 'set' : ''}`}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      >
        <option value="">全部</option>
        {options.map(([key, words]) => (
          <option key={key} value={key}>
            {words}
          </option>
        ))}
      </select>
    </label>
  )
}

import { Button } from 'antd'
import type { ImportPreview } from '#contract/common.ts'
import { Section } from '../page.tsx'
import { DataTable } from '../table.tsx'
import { ProblemTable } from './problem-table.tsx'

interface PreviewProps {
  preview: ImportPreview
  measure: string
  importing: boolean
  refusal: string | null
  onImport: () => void
  onBack: () => void
}

/** What the import would do, and what stands in its way. */
export function PreviewSheet({ preview, measure, importing, refusal, onImport, onBack }: PreviewProps) {
  const { toCreate, toUpdate, unchanged, errorCount, problems, sample, files } = preview
  const nothing = toCreate + toUpdate === 0
  const warnings = problems.filter((problem) => problem.severity === 'warning').length
  return (
    <>
      <div className="sheet">
        <dl className="counts">
          <Count label="新增" value={toCreate} measure={measure} />
          <Count label="更新" value={toUpdate} measure={measure} />
          <Count label="没有变化" value={unchanged} measure={measure} />
          <Count label="错误" value={errorCount} measure="处" due={errorCount > 0} />
          <Count label="提醒" value={warnings} measure="处" />
        </dl>
        {errorCount > 0 ? (
          <p className="form-problem" role="alert">
            有 {errorCount} 处错误，所以一条也没有导入。请按下面列出的位置改好表格，再重新选择文件。
          </p>
        ) : (
          <p role="status">
            {nothing
              ? '表格里的内容与现有资料一致，没有要导入的。'
              : '没有错误，可以导入。要么全部写入，要么一条也不写入。'}
          </p>
        )}
        {refusal && (
          <p className="form-problem" role="alert">
            {refusal}
          </p>
        )}
        <div className="form-buttons">
          <Button type="primary" disabled={errorCount > 0 || nothing} loading={importing} onClick={onImport}>
            {importing ? '正在导入' : '导入'}
          </Button>
          <Button onClick={onBack} disabled={importing}>
            重新选择文件
          </Button>
        </div>
      </div>
      {problems.length > 0 && <ProblemTable problems={problems} manyFiles={files.length > 1} />}
      <Section title="读到的文件">
        <DataTable
          caption="读到的文件"
          rows={files}
          rowKey={(file) => file.name}
          columns={[
            { key: 'name', title: '文件', render: (file) => file.name },
            { key: 'rows', title: '数据行', align: 'right', render: (file) => file.rows },
            { key: 'header', title: '表头在第几行', align: 'right', render: (file) => file.headerRow },
            { key: 'encoding', title: '文字编码', render: (file) => file.encoding ?? '—' },
            { key: 'unknown', title: '没有用到的列', render: (file) => file.unknownColumns.join('、') || '无' },
          ]}
        />
      </Section>
      {sample.length > 0 && <Sample rows={sample} />}
    </>
  )
}

interface CountProps {
  label: string
  value: number
  measure: string
  due?: boolean
}

function Count({ label, value, measure, due }: CountProps) {
  return (
    <div className={due ? 'due' : undefined}>
      <dt>{label}</dt>
      <dd>
        <strong>{value}</strong> {measure}
      </dd>
    </div>
  )
}

/** The first rows as they were understood. */
function Sample({ rows }: { rows: readonly Record<string, string>[] }) {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  return (
    <Section title="前几行读出来是这样">
      <div className="sample">
        <DataTable<Record<string, string>>
          caption="样例"
          rows={rows}
          rowKey={(row) => JSON.stringify(row)}
          columns={names.map((name) => ({ key: name, title: name, render: (row) => row[name] ?? '' }))}
        />
      </div>
    </Section>
  )
}

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import type { ImportPreview, ImportResult } from '#contract/common.ts'
import { errorWords } from '../api.ts'
import { FilePicker } from './file-picker.tsx'
import { PreviewSheet } from './preview-sheet.tsx'
import './import.css'

interface WizardProps {
  /** What is asked besides the files, shown beside them. */
  options?: ReactNode
  /** What the files must hold, shown before the first choice. */
  hint: ReactNode
  preview: (files: readonly File[]) => Promise<ImportPreview>
  run: (files: readonly File[], fingerprint: string) => Promise<ImportResult>
  /** Where to go once it is done. */
  done: ReactNode
  /** 人, 件: what is counted. */
  measure: string
}

/** Files → what would happen → import, all or nothing → what happened. Nothing is written before the last step. */
export function ImportWizard({ options, hint, preview, run, done, measure }: WizardProps) {
  const [files, setFiles] = useState<readonly File[]>([])
  const client = useQueryClient()
  const read = useMutation({ mutationFn: preview })
  const carryOut = useMutation({
    mutationFn: (fingerprint: string) => run(files, fingerprint),
    onSuccess: () => client.invalidateQueries(),
  })
  const startAgain = () => {
    read.reset()
    carryOut.reset()
    setFiles([])
  }
  if (carryOut.data)
    return (
      <div className="sheet" role="status">
        <h2>导入完成</h2>
        <ResultCounts result={carryOut.data} measure={measure} />
        <div className="form-buttons">
          {done}
          <Button onClick={startAgain}>再导入一批</Button>
        </div>
      </div>
    )
  if (read.data)
    return (
      <PreviewSheet
        preview={read.data}
        measure={measure}
        importing={carryOut.isPending}
        refusal={carryOut.error ? errorWords(carryOut.error) : null}
        onImport={() => carryOut.mutate(read.data.fingerprint)}
        onBack={startAgain}
      />
    )
  return (
    <div className="sheet">
      <div className="import-hint">{hint}</div>
      {options}
      <FilePicker files={files} onChange={setFiles} disabled={read.isPending} />
      {read.error && (
        <p className="form-problem" role="alert">
          {errorWords(read.error)}
        </p>
      )}
      <div className="form-buttons">
        <Button
          type="primary"
          disabled={files.length === 0}
          loading={read.isPending}
          onClick={() => read.mutate(files)}
        >
          {read.isPending ? '正在读取表格' : '读取并预览'}
        </Button>
        {files.length > 0 && !read.isPending && <Button onClick={() => setFiles([])}>全部移去</Button>}
      </div>
      <p className="faint">预览时什么都不会写入。</p>
    </div>
  )
}

function ResultCounts({ result, measure }: { result: ImportResult; measure: string }) {
  return (
    <p>
      新增 <strong>{result.created}</strong> {measure}，更新 <strong>{result.updated}</strong> {measure}，没有变化{' '}
      <strong>{result.unchanged}</strong> {measure}。
    </p>
  )
}

import { type DragEvent, useRef, useState } from 'react'
import { Icon } from '../icons.tsx'

interface PickerProps {
  files: readonly File[]
  onChange: (files: readonly File[]) => void
  disabled: boolean
}

/** Choose or drop several spreadsheets. The same name again takes the newer file. */
export function FilePicker({ files, onChange, disabled }: PickerProps) {
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const add = (more: Iterable<File>) => {
    const byName = new Map(files.map((file) => [file.name, file]))
    for (const file of more) byName.set(file.name, file)
    onChange([...byName.values()])
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    if (!disabled) add(event.dataTransfer.files)
  }
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra; the button inside does the same by keyboard */}
      <div
        className={`drop ${over ? 'drop-over' : ''}`}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <button type="button" className="button" disabled={disabled} onClick={() => input.current?.click()}>
          <Icon name="plus" />
          选择表格文件
        </button>
        <span className="faint">可以一次选几个 Excel（.xlsx）或 CSV 文件，也可以拖到这里。</span>
        <input
          ref={input}
          type="file"
          multiple
          hidden
          accept=".xlsx,.csv,.txt,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
          aria-label="选择表格文件"
          onChange={(event) => {
            add(event.target.files ?? [])
            event.target.value = ''
          }}
        />
      </div>
      {files.length > 0 && (
        <ul className="file-list">
          {files.map((file) => (
            <li key={file.name}>
              <span>{file.name}</span>
              <span className="faint">{sizeWords(file.size)}</span>
              <button
                type="button"
                className="plain-button"
                disabled={disabled}
                aria-label={`移去 ${file.name}`}
                onClick={() => onChange(files.filter((one) => one !== file))}
              >
                <Icon name="close" />
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function sizeWords(bytes: number): string {
  return bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`
}

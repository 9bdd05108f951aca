import './matter.css'
import type { ReactNode } from 'react'
import { sizeWords } from './size.ts'

export interface FileLine {
  fileId: string
  name: string
  size: number
  addedBy?: string
}

interface AttachmentsProps {
  files: readonly FileLine[]
  href: (file: FileLine) => string
  action?: (file: FileLine) => ReactNode
}

/** Files with name, size and who added them; each opens. */
export function Attachments({ files, href, action }: AttachmentsProps) {
  return (
    <ul className="attachment-list">
      {files.map((file) => (
        <li key={file.fileId}>
          <a href={href(file)} target="_blank" rel="noreferrer">
            {file.name}
          </a>
          <span className="attachment-about">
            {sizeWords(file.size)}
            {file.addedBy && `，${file.addedBy}添加`}
          </span>
          {action?.(file)}
        </li>
      ))}
    </ul>
  )
}

import { errorWords } from '../../../shared/api.ts'
import { Icon } from '../../../shared/icons.tsx'
import { clockWords } from '../../../shared/matter/due.ts'
import type { SaveStatus } from './saver.ts'

interface SaveWordsProps {
  status: SaveStatus<unknown>
  retry: () => void
  /** What of the text is too long to be saved. */
  tooLong?: string
}

/** 已保存 10:32 · 未联网，已存在本机. Always in sight while one writes. */
export function SaveWords({ status, retry, tooLong }: SaveWordsProps) {
  return (
    <p className={`save-words save-${status.kind}`} role="status">
      {status.kind === 'idle' && '写的内容会自动保存'}
      {status.kind === 'waiting' && '已存在本机，稍后保存'}
      {status.kind === 'saving' && '正在保存'}
      {status.kind === 'saved' && (
        <>
          <Icon name="check" />
          {`已保存 ${clockWords(status.at)}`}
        </>
      )}
      {status.kind === 'offline' && (
        <>
          <Icon name="warn" />
          <span>{`未联网，已存在本机 ${clockWords(status.at)}`}</span>
          <button type="button" className="link-button" onClick={retry}>
            再试
          </button>
        </>
      )}
      {status.kind === 'refused' && (
        <>
          <Icon name="warn" />
          <span>
            {tooLong
              ? `没有保存到服务器，已存在本机。${tooLong}，删短后会自动保存`
              : `没有保存到服务器，已存在本机。${errorWords(status.error)}`}
          </span>
          {!tooLong && (
            <button type="button" className="link-button" onClick={retry}>
              再试
            </button>
          )}
        </>
      )}
      {status.kind === 'stale' && '有两份不同的内容，请先选择'}
    </p>
  )
}

import { ApiError, routeUrl } from '#contract/client.ts'
import { problem } from '#contract/common.ts'
import { proposalRoutes } from '#contract/proposals.ts'

/** Attaches one file and tells how far it is (0–1); `fetch` cannot. @throws ApiError */
export function uploadAttachment(
  proposalId: string,
  file: File,
  onProgress: (part: number) => void,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', routeUrl(proposalRoutes.addAttachment, { params: { id: proposalId } }))
    request.setRequestHeader('accept', 'application/json')
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0)
    request.onload = () => {
      if (request.status < 300) return resolve()
      reject(new ApiError(problemIn(request)))
    }
    request.onerror = () =>
      reject(
        new ApiError({
          type: 'about:blank',
          title: '连接不上服务器',
          status: 0,
          code: 'network.unreachable',
        }),
      )
    request.onabort = () => reject(new DOMException('aborted', 'AbortError'))
    signal.addEventListener('abort', () => request.abort())
    const form = new FormData()
    form.append('file', file, file.name)
    request.send(form)
  })
}

function problemIn(request: XMLHttpRequest) {
  const unreadable = {
    type: 'about:blank',
    title: '服务器没有正常回答',
    status: request.status,
    code: 'network.unreadable',
  }
  try {
    const parsed = problem.safeParse(JSON.parse(request.responseText))
    return parsed.success ? parsed.data : unreadable
  } catch {
    return unreadable
  }
}

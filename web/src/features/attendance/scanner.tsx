import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'

interface Detector {
  detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]>
}
type DetectorClass = new (options: { formats: string[] }) => Detector

/** How often a picture is looked at; the same code is not told twice within `pauseMs`. */
const lookEveryMs = 150
const pauseMs = 4_000
/** Pictures on end that a reader failed at, before another is tried. */
const failuresAtMost = 20

/** Why there is no picture, and what to do. */
function cameraWords(error: unknown): string {
  const name = error instanceof Error ? error.name : ''
  if (name === 'NotAllowedError') return '没有允许使用摄像头。请在浏览器的网站设置里允许，再打开；或者按姓名签到。'
  if (name === 'NotFoundError') return '这台设备没有摄像头。请用扫码枪，或者按姓名签到。'
  if (name === 'NotReadableError') return '摄像头正被别的程序用着。请关掉那个程序再打开；或者按姓名签到。'
  return '打不开摄像头。请用扫码枪，或者按姓名签到。'
}

/** Reads QR codes with the camera of the phone: by the browser itself where it can, else by a small library. */
export function Scanner({ onCode }: { onCode: (text: string) => void }) {
  const video = useRef<HTMLVideoElement>(null)
  const tell = useRef(onCode)
  tell.current = onCode
  const [on, setOn] = useState(false)
  const [fault, setFault] = useState('')
  useEffect(() => {
    if (!on) return
    let stream: MediaStream | null = null
    let ended = false
    let timer = 0
    let last = { text: '', at: 0 }
    const begin = async () => {
      try {
        stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' }, audio: false })
      } catch (error) {
        setFault(cameraWords(error))
        setOn(false)
        return
      }
      const element = video.current
      if (ended || !element) {
        for (const track of stream.getTracks()) track.stop()
        return
      }
      element.srcObject = stream
      // A browser refuses to play where the page was left meanwhile; then `ended` says so below.
      await element.play().catch(() => undefined)
      let read = await readerOf()
      let failures = 0
      const look = async () => {
        if (ended) return
        const text = await read(element).then(
          (found) => {
            failures = 0
            return found
          },
          () => {
            // One picture that cannot be read is nothing: the camera is still waking up. Many on end are a reader that
            // does not work on this device, though the browser says it has one.
            failures += 1
            return null
          },
        )
        if (failures === failuresAtMost) read = await libraryReader()
        if (failures > failuresAtMost * 2) {
          setFault('这台设备的摄像头读不出码。请用扫码枪，或者按姓名签到。')
          setOn(false)
          return
        }
        const at = Date.now()
        if (text && (text !== last.text || at - last.at > pauseMs)) {
          last = { text, at }
          navigator.vibrate?.(60)
          tell.current(text)
        }
        timer = window.setTimeout(() => void look(), lookEveryMs)
      }
      void look()
    }
    void begin()
    return () => {
      ended = true
      clearTimeout(timer)
      for (const track of stream?.getTracks() ?? []) track.stop()
    }
  }, [on])
  const able = typeof navigator !== 'undefined' && navigator.mediaDevices !== undefined
  if (!able) return <p className="faint">这个页面用不了摄像头（需要 https 地址）。请用扫码枪，或者按姓名签到。</p>
  return (
    <div className="scanner">
      {on && <video ref={video} playsInline muted aria-label="摄像头画面" />}
      <Button
        type={on ? 'default' : 'primary'}
        size="large"
        block
        onClick={() => {
          setFault('')
          setOn(!on)
        }}
      >
        {on ? '关上摄像头' : '打开摄像头扫码'}
      </Button>
      {fault && <p role="alert">{fault}</p>}
    </div>
  )
}

type Read = (video: HTMLVideoElement) => Promise<string | null>

async function readerOf(): Promise<Read> {
  const { BarcodeDetector } = globalThis as unknown as { BarcodeDetector?: DetectorClass }
  if (BarcodeDetector) {
    const detector = new BarcodeDetector({ formats: ['qr_code'] })
    return async (video) => (await detector.detect(video))[0]?.rawValue ?? null
  }
  return libraryReader()
}

async function libraryReader(): Promise<Read> {
  const { default: decode } = await import('qr/decode.js')
  const canvas = document.createElement('canvas')
  const context = canvas.getContext('2d', { willReadFrequently: true })
  return async (video) => {
    if (!context || video.videoWidth === 0) return null
    // Half a megapixel is plenty for a code, and quick on an old phone.
    const scale = Math.min(1, 720 / Math.max(video.videoWidth, video.videoHeight))
    canvas.width = Math.round(video.videoWidth * scale)
    canvas.height = Math.round(video.videoHeight * scale)
    context.drawImage(video, 0, 0, canvas.width, canvas.height)
    const { data, width, height } = context.getImageData(0, 0, canvas.width, canvas.height)
    return decode({ data, width, height }) || null
  }
}

/** 820 KB, 3.4 MB. */
export function sizeWords(bytes: number): string {
  if (bytes < 1000) return `${bytes} 字节`
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} KB`
  return `${(bytes / 1_000_000).toFixed(1).replace('.0', '')} MB`
}

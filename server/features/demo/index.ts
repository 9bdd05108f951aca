export { type DemoLoad, isEmptyInstallation, loadDemo } from './load.ts'
export { demoAccountLines, loadDemoOnce } from './start.ts'

/** The thread in which workbooks are opened: whatever one holds, only this thread pays for it. */
import { parentPort, workerData } from 'node:worker_threads'
import type { ThreadProblem } from '../documents/convert.ts'
import { AppError } from '../errors.ts'
import type { Grid } from './grid.ts'
import { openWorkbook } from './open-workbook.ts'

export interface WorkbookJob {
  bytes: Uint8Array
  name: string
}

const { bytes, name } = workerData as WorkbookJob
const answer = await openWorkbook(bytes, name).then(
  (grids): { grids: Grid[] } | ThreadProblem => ({ grids }),
  (cause: unknown): ThreadProblem =>
    cause instanceof AppError
      ? { problem: cause.code, message: cause.message }
      : {
          problem: 'unreadable_file',
          message: `${name}：工作簿内容不规范，打不开。请在WPS或Excel中打开确认后另存一次，再上传`,
        },
)
parentPort!.postMessage(answer)

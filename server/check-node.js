import module from 'node:module'

// Plain JavaScript on purpose: a Node that is too old cannot even load the .ts files that would say so.
if (Number(process.versions.napi) < 10 || !process.features.typescript) {
  console.error(
    `错误：准绳需要 Node.js 24 或更高版本，现在是 ${process.versions.node}：请从 https://nodejs.org 安装后再试。` +
      '（Linux x64、Linux arm64、Windows x64 上 npm ci 会自带 Node.js 24，不需要另装。）',
  )
  process.exit(2)
}

// Stripping types and compiling some three hundred files is most of what a short command does; once is enough.
module.enableCompileCache()

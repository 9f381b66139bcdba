#!/usr/bin/env node
import{n as exitCodes,t as UsageError}from"./chunks/command.js";import{n as tuneForStartup}from"./chunks/v8-flags.js";import{t as freezePrototypes}from"./chunks/prototypes.js";import{n as didYouMean}from"./chunks/text.js";import{t as version}from"./chunks/version.js";const commands={check:async()=>(await import(`./chunks/check3.js`)).checkCommand,diff:async()=>(await import(`./chunks/diff2.js`)).diffCommand,explain:async()=>(await import(`./chunks/explain.js`)).explainCommand,history:async()=>(await import(`./chunks/history2.js`)).historyCommand,init:async()=>(await import(`./chunks/init.js`)).initCommand,lint:async()=>(await import(`./chunks/lint.js`)).lintCommand,merge:async()=>(await import(`./chunks/merge.js`)).mergeCommand,rules:async()=>(await import(`./chunks/rules.js`)).rulesCommand,test:async()=>(await import(`./chunks/test.js`)).testCommand,verify:async()=>(await import(`./chunks/verify.js`)).verifyCommand},help=`caregate judges AI deployment manifests in healthcare against policies as code

usage: caregate <command> [options]

  check [paths]     judge the manifests under some paths
  diff [range]      say what a change of policies means
  explain <name>    explain a rule or a finding
  history [range]   tell what became of policies and verdicts
  init [file]       write a manifest with what will be asked for, unanswered
  lint [paths]      check policies: mistakes, missing tests, what never applies
  merge <shards>    make one report of the parts that a matrix judged
  rules [path]      list the rules, or write their reference
  test [paths]      run the tests of policies
  verify <record>   make a record again from the repository, and compare
  <command> --help  say more about a command
  --version         print the version

A manifest passes when every rule that applies to it is shown to hold. What is
not stated is unknown, and unknown shuts the gate as a violation does.

exit codes: 0 pass, 1 failed or unknown, 2 bad input or usage, 3 internal error
`,ofTheSystem=[`EACCES`,`EDQUOT`,`EFBIG`,`EIO`,`EMFILE`,`ENFILE`,`ENOMEM`,`ENOSPC`,`EPERM`,`EROFS`];function isForUser(error){if(!(error instanceof Error))return!1;let code=String(error.code);return error.name===`UsageError`||error.name===`GitError`||code.startsWith(`ERR_PARSE_ARGS`)||ofTheSystem.includes(code)}function wantsColor(){let{NO_COLOR,FORCE_COLOR,TERM}=process.env;return NO_COLOR!==void 0&&NO_COLOR!==``?!1:FORCE_COLOR!==void 0&&FORCE_COLOR!==``?FORCE_COLOR!==`0`:process.stdout.isTTY&&TERM!==`dumb`}function currentFolder(){try{return process.cwd()}catch{throw new UsageError(`the current folder is gone: change to one that is there`)}}async function main(args){let[name,...rest]=args;if(name===void 0||name===`--help`||name===`-h`||name===`help`)return process.stdout.write(help),name===void 0?exitCodes.input:exitCodes.pass;if(name===`--version`||name===`-v`)return process.stdout.write(`${version}\n`),exitCodes.pass;let load=Object.hasOwn(commands,name)?commands[name]:void 0;if(!load)return process.stderr.write(`caregate: there is no command \`${name}\`${didYouMean(name,Object.keys(commands))}\n\n${help}`),exitCodes.input;let command=await load();return rest.includes(`--help`)||rest.includes(`-h`)?(process.stdout.write(command.usage),exitCodes.pass):command.run(rest,{cwd:currentFolder(),today:(/* @__PURE__ */ new Date()).toISOString().slice(0,10),color:wantsColor(),thread:new URL(`worker.js`,import.meta.url),write:text=>void process.stdout.write(text)})}process.stdout.on(`error`,error=>{error.code!==`EPIPE`&&(process.stderr.write(`caregate: cannot write to standard output: ${error.message}\n`),process.exit(exitCodes.input))}),process.stderr.on(`error`,()=>void 0);try{freezePrototypes(),tuneForStartup(),process.exitCode=await main(process.argv.slice(2))}catch(error){isForUser(error)?(process.stderr.write(`caregate: ${error.message}\n`),process.exitCode=exitCodes.input):(process.stderr.write(`caregate: internal error, please report it: ${error instanceof Error?error.stack??error.message:String(error)}\n`),process.exitCode=exitCodes.internal)}export{};
import{r as severities}from"./finding.js";import{i as tellsAll,n as formats,r as isFormat,t as explainsAll}from"./report.js";import{n as exitCodes,t as UsageError}from"./command.js";import{i as writeWhole,n as prefixTo,r as textReader,t as dateOf}from"./output.js";import{t as createProgress}from"./progress.js";import{t as check}from"./run.js";import{resolve}from"node:path";import{parseArgs}from"node:util";const failOnValues=[...severities,`never`];function severityOf(stated){if(stated===void 0)return;let known=failOnValues.find(value=>value===stated);if(!known)throw new UsageError(`--fail-on takes one of ${failOnValues.join(`, `)}, not \`${stated}\``);return known}function exitCodeOf({verdict,diagnostics}){return diagnostics.some(({code})=>code.startsWith(`internal/`))?exitCodes.internal:{pass:exitCodes.pass,fail:exitCodes.fail,error:exitCodes.input}[verdict]}const checkCommand={summary:`judge the manifests under some paths`,usage:`caregate check [paths] [options]

Judges every AI deployment manifest under the paths (default: this folder) by
the built-in packs and the policies, parameters and waivers in .caregate/.

  --format FORMAT   console, json, sarif, junit, gitlab, markdown, html, oscal,
                    in-toto or csv
  --output FILE     write the report there instead of to standard output
  --base REVISION   judge a change: by the rules of that commit, not by rules
                    that the change brings, and compared with what was there
  --ref REVISION    judge that commit, by its own rules, without touching the
                    files at hand; with --base, as a change of the other
  --fail-on LEVEL   least severity that shuts the gate: critical, high, medium,
                    low, never (default: failOn of the settings, or medium)
  --as-of DATE      judge as of this date, YYYY-MM-DD (default: today, UTC)
  --all             show every outcome, passes too

exit codes: 0 pass, 1 failed or unknown, 2 bad input or usage, 3 internal error
`,async run(args,io){let{values,positionals}=parseArgs({args,allowPositionals:!0,options:{format:{type:`string`,default:`console`},output:{type:`string`},base:{type:`string`},ref:{type:`string`},"fail-on":{type:`string`},"as-of":{type:`string`},all:{type:`boolean`,default:!1}}}),{format}=values;if(!isFormat(format))throw new UsageError(`--format takes one of ${Object.keys(formats).join(`, `)}, not \`${format}\``);let failOn=severityOf(values[`fail-on`]),asOf=dateOf(values[`as-of`],io.today),progress=createProgress(`files`),{report,tree}=await check({targets:positionals,asOf,cwd:io.cwd,tell:progress.tell,explainAll:values.all||explainsAll.includes(format),openAlone:!values.all&&!tellsAll.includes(format),...failOn?{failOn}:{},...values.base===void 0?{}:{base:values.base},...values.ref===void 0?{}:{ref:values.ref}});progress.clear();let toFile=values.output!==void 0,text=await formats[format](report,{all:values.all,color:io.color&&!toFile,pathPrefix:prefixTo(tree.root,io.cwd),text:textReader(tree)});return toFile?writeWhole(resolve(io.cwd,values.output),text):io.write(text),exitCodeOf(report)}};export{checkCommand};
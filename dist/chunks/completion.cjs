const require_shared=require("./shared.cjs"),require_command_help=require("./command-help.cjs"),shells=[`bash`,`zsh`,`fish`];function valuesOf(option,formats){let{kind}=option;return kind.placeholder===null?[]:`fromCommand`in kind?formats:kind.values??[]}const isFile=({kind})=>kind.placeholder===`FILE`,quoted=text=>`'${text.replaceAll(`'`,String.raw`'\''`)}'`;function bash(formats){let options=require_command_help.r.map(name=>`    ${name}) words=${quoted(require_shared.ji(name).map(one=>`--${one.name}`).join(` `))} ;;`),values=require_command_help.r.flatMap(name=>require_shared.ji(name).flatMap(option=>{let own=valuesOf(option,formats[name]);return own.length===0?[]:[`    ${name}:--${option.name}) words=${quoted(own.join(` `))} ;;`]}));return`# bash completion of caregate
_caregate() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]} command=\${COMP_WORDS[1]} words=
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W ${quoted(require_command_help.r.join(` `))} -- "$current"))
    return
  fi
  case "$command:$previous" in
${values.join(`
`)}
  esac
  if [ -z "$words" ]; then
    case "$current" in
      -*) case "$command" in
${options.join(`
`)}
      esac ;;
    esac
  fi
  if [ -n "$words" ]; then COMPREPLY=($(compgen -W "$words" -- "$current")); else COMPREPLY=($(compgen -f -- "$current")); fi
}
complete -o filenames -F _caregate caregate
`}const zshText=text=>text.replaceAll(/[[\]:\\]/g,String.raw`\$&`).replaceAll(`'`,`’`);function zsh(formats){let commands=require_command_help.r.map(name=>`    '${name}:${zshText(require_command_help.t[name].summary)}'`),cases=require_command_help.r.map(name=>`    ${name})\n      _arguments \\\n${require_shared.ji(name).map(option=>{let{kind,help}=option,own=valuesOf(option,formats[name]),action=isFile(option)?`_files`:own.length>0?`(${own.join(` `)})`:` `,isOptional=`without`in kind,value=kind.placeholder===null?``:`${isOptional?`:`:``}:${kind.placeholder}:${action}`;return`      '--${option.name}${isOptional?`=-`:``}[${zshText(help.replace(`{formats}`,`a format`))}]${value}' \\`}).map(row=>`  ${row}`).join(`
`)}\n        '*:path:_files' ;;`);return`#compdef caregate
_caregate() {
  local -a commands
  commands=(
${commands.join(`
`)}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  local command=$words[2]
  shift words
  (( CURRENT-- ))
  case $command in
${cases.join(`
`)}
  esac
}
compdef _caregate caregate
`}function fish(formats){return`# fish completion of caregate\n${require_command_help.r.flatMap(name=>[`complete -c caregate -n __fish_use_subcommand -a ${name} -d ${quoted(require_command_help.t[name].summary)}`,...require_shared.ji(name).map(option=>{let own=valuesOf(option,formats[name]),value=option.kind.placeholder===null||`without`in option.kind?``:isFile(option)?` -r`:` -x${own.length>0?` -a ${quoted(own.join(` `))}`:``}`,help=quoted(option.help.replace(`{formats}`,`a format`));return`complete -c caregate -n '__fish_seen_subcommand_from ${name}' -l ${option.name}${value} -d ${help}`})]).join(`
`)}\n`}const completionScript=(shell,formats)=>({bash,zsh,fish})[shell](formats),completionCommand={formats:[],async run(args,io){let{operands}=require_shared.w(`completion`,args,io),[name,...more]=operands,shell=shells.find(one=>one===name);if(shell===void 0||more.length>0)throw new require_shared.wa(`name one shell: ${shells.join(`, `)}${name===void 0?``:`, not ${require_shared.Ca(name)}`}`);let{commands}=await Promise.resolve().then(()=>require("./main2.cjs")).then(n=>n.n),entries=await Promise.all(require_command_help.r.map(async one=>[one,(await commands[one]()).formats]));return io.write(completionScript(shell,Object.fromEntries(entries))),require_shared.Zi.pass}};exports.completionCommand=completionCommand;
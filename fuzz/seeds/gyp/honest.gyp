{
  'targets': [{
    'target_name': 'x',  # a comment
    'sources': ['a.cc', "<!@(node -p \"1\")"],
    'conditions': [['OS=="mac"', {'defines': ['A']}, {'defines': ['B']}]],
    'actions': [{'action_name': 'y', 'inputs': [], 'outputs': ['o'], 'action': ['node', 'build.js']}],
  }],
  'variables': {'v%': '<(module_root_dir)'},
}

#!/bin/sh
# An Azure CLI for tests of single steps: it notes what it was asked, keeps blobs and packages in a folder, and knows nothing else.
home=$(dirname "$(dirname "$0")")
echo "$*" >> "$home/calls.txt"
words=
while [ $# -gt 0 ]; do
  case $1 in
    --name) name=$2 ;;
    --file) file=$2 ;;
    --src) src=$2 ;;
    --prefix) prefix=$2 ;;
    --*) ;;
    *) [ -z "$options" ] && words="$words$1 " ;;
  esac
  case $1 in --*) options=1 ;; esac
  shift
done

case $words in
  'account show ') echo '{"id":"s","name":"subscription","tenantId":"tenant","user":{"name":"x","type":"servicePrincipal"}}' ;;
  'account get-access-token ') cat "$home/token.json" ;;
  'deployment group what-if ')
    echo '{"status":"Succeeded","changes":[{"resourceId":"/a","changeType":"Create"},{"resourceId":"/b","changeType":"Delete"},{"resourceId":"/c","changeType":"Create"}]}' ;;
  'deployment group create ') echo '{"properties":{"provisioningState":"Succeeded"}}' ;;
  'deployment group show ') cat "$home/deployment.json" ;;
  'functionapp show ') echo "{\"name\":\"$name\",\"state\":\"$(cat "$home/$name.state" 2>/dev/null || echo Running)\"}" ;;
  'functionapp start ') echo Running > "$home/$name.state" ;;
  'functionapp stop ') echo Stopped > "$home/$name.state" ;;
  'functionapp keys list ') cat "$home/keys.json" ;;
  'functionapp deployment source config-zip ') cp "$src" "$home/$name.zip" && echo '{}' ;;
  'storage blob list ')
    found=
    for path in "$home/blobs/$prefix"*; do
      [ -f "$path" ] && found="$found,{\"name\":\"${path#"$home/blobs/"}\"}"
    done
    echo "[${found#,}]" ;;
  'storage blob upload ') mkdir -p "$(dirname "$home/blobs/$name")" && cp "$file" "$home/blobs/$name" && echo '{"etag":"1"}' ;;
  'storage blob download ')
    [ -f "$home/blobs/$name" ] || { echo "ERROR: The specified blob does not exist: $name" >&2; exit 3; }
    cp "$home/blobs/$name" "$file" && echo "{\"name\":\"$name\"}" ;;
  *) echo "ERROR: '$words' is misspelled or not recognized by the system." >&2; exit 2 ;;
esac

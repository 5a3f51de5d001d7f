# shellcheck shell=bash
# certs/           ca.pem server.pem server-key.pem wrong-host.pem wrong-host-key.pem
# certs/client/    ca.pem cert.pem key.pem (what DOCKER_CERT_PATH wants)
# certs/foreign-ca/ca.pem cert.pem key.pem (a CA nobody trusts, and its client)

EC=(-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes)

authority() { # FILE NAME
  openssl req -x509 "${EC[@]}" -keyout "$1-key.pem" -out "$1.pem" -days 365 -subj "/CN=$2" \
    -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign,cRLSign 2>/dev/null
}

certificate() { # FILE NAME USAGE ALTERNATIVE-NAMES CA
  openssl req "${EC[@]}" -keyout "$1-key.pem" -out "$1.csr" -subj "/CN=$2" 2>/dev/null
  printf 'extendedKeyUsage=%s\n%s' "$3" "${4:+subjectAltName=$4}" >"$1.ext"
  openssl x509 -req -in "$1.csr" -CA "$5.pem" -CAkey "$5-key.pem" -CAcreateserial -days 365 -extfile "$1.ext" -out "$1.pem" 2>/dev/null
  rm "$1.csr" "$1.ext"
}

make_certs() {
  (
    mkdir -p "$LAB/certs/client" "$LAB/certs/foreign-ca"
    cd "$LAB/certs" || exit 1
    names=DNS:localhost,DNS:engine.test,IP:127.0.0.1
    for ((n = 1; n < 200; n++)); do names+=,IP:$NET.$n; done
    authority ca "lab CA"
    authority foreign-ca/ca "foreign CA"
    certificate server engine.test serverAuth "$names" ca
    certificate wrong-host elsewhere.test serverAuth DNS:elsewhere.test ca
    certificate client/c lab-client clientAuth '' ca
    certificate foreign-ca/c foreign-client clientAuth '' foreign-ca/ca
    cp ca.pem client/ca.pem
    for d in client foreign-ca; do
      mv $d/c.pem $d/cert.pem
      mv $d/c-key.pem $d/key.pem
    done
  )
}

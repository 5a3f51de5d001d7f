# docker build -t portainer-net .
# docker run -d -p 9000:9000 -v /var/run/docker.sock:/var/run/docker.sock portainer-net

# The browser modules are built with npm, which the SDK image lacks.
FROM node:22-slim AS node

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
COPY --from=node /usr/local/ /usr/local/
WORKDIR /source
# Packages first: this layer lasts until one of these files changes.
COPY src/Directory.Build.props src/Directory.Packages.props src/BannedSymbols.txt src/
COPY src/Portainer.Engine/Portainer.Engine.csproj src/Portainer.Engine/
COPY src/Portainer.Data/Portainer.Data.csproj src/Portainer.Data/
COPY src/Portainer/Portainer.csproj src/Portainer/
COPY src/Portainer/build/ src/Portainer/build/
RUN dotnet restore src/Portainer
COPY .editorconfig appsettings.json ./
COPY wwwroot/ wwwroot/
COPY src/ src/
RUN dotnet publish src/Portainer --no-restore -c Release -o /app

FROM mcr.microsoft.com/dotnet/aspnet:10.0
RUN apt-get update \
    && apt-get install -y --no-install-recommends libsqlite3-0 \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY --from=build /app ./
COPY src/Portainer/container/ /usr/local/bin/
# The address comes from --bind alone, and nobody edits settings inside an image.
ENV ASPNETCORE_HTTP_PORTS= DOTNET_hostBuilder__reloadConfigOnChange=false
VOLUME /data
EXPOSE 9000 9443
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD ["portainer-health"]
ENTRYPOINT ["portainer-start"]
